"""What of libxengage the binding calls: the header's declarations as data, and nothing else.

A test holds each line against the public headers: that the function exists, the number of its
parameters, their types and the type of what it returns.
"""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_double, c_int8, c_int32, c_int64, c_size_t, c_uint8, c_uint32, c_uint64, c_void_p
from typing import Any, Dict, Tuple

HANDLE = c_void_p
"""A pointer to one of the library's objects."""

# Where a function leaves what it gives.
OUT_HANDLE = ctypes.POINTER(c_void_p)
OUT_I32 = ctypes.POINTER(c_int32)
OUT_U32 = ctypes.POINTER(c_uint32)
OUT_I64 = ctypes.POINTER(c_int64)
OUT_U64 = ctypes.POINTER(c_uint64)
OUT_SIZE = ctypes.POINTER(c_size_t)
OUT_DOUBLE = ctypes.POINTER(c_double)
OUT_TEXT = ctypes.POINTER(c_void_p)  # a char ** whose text is ours to free

# Arrays that a function gives.
U8S = ctypes.POINTER(c_uint8)
I64S = OUT_I64

ELEMENTS = {"B": c_uint8, "b": c_int8, "i": c_int32, "q": c_int64}
"""What a memoryview's letters stand for."""

# Arrays that a function reads.
U64S = ctypes.POINTER(c_uint64)
I32S = ctypes.POINTER(c_int32)
TEXTS = ctypes.POINTER(c_char_p)
HANDLES = ctypes.POINTER(c_void_p)

LOG_FN = ctypes.CFUNCTYPE(None, c_void_p, c_int32, c_char_p)
IDS_FN = ctypes.CFUNCTYPE(c_int32, c_void_p, U64S, c_size_t, OUT_SIZE)
JOURNAL_FN = ctypes.CFUNCTYPE(c_int32, c_void_p, c_int32, c_uint64, c_void_p, c_size_t)


class ArrowSchema(ctypes.Structure):
    """`struct ArrowSchema`; of pointers, only `release` is of interest."""

    _fields_ = [
        ("format", c_void_p),
        ("name", c_void_p),
        ("metadata", c_void_p),
        ("flags", c_int64),
        ("n_children", c_int64),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class ArrowArray(ctypes.Structure):
    """`struct ArrowArray`."""

    _fields_ = [
        ("length", c_int64),
        ("null_count", c_int64),
        ("offset", c_int64),
        ("n_buffers", c_int64),
        ("n_children", c_int64),
        ("buffers", c_void_p),
        ("children", c_void_p),
        ("dictionary", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class ArrowArrayStream(ctypes.Structure):
    """`struct ArrowArrayStream`."""

    _fields_ = [
        ("get_schema", c_void_p),
        ("get_next", c_void_p),
        ("get_last_error", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


SCHEMA = ctypes.POINTER(ArrowSchema)
ARRAY = ctypes.POINTER(ArrowArray)
STREAM = ctypes.POINTER(ArrowArrayStream)

FUNCTIONS: Dict[str, Tuple[Any, Tuple[Any, ...]]] = {
    # version.h, memory.h
    "xeng_version": (c_char_p, ()),
    "xeng_version_number": (c_uint32, ()),
    "xeng_free": (None, (c_void_p,)),
    # error.h
    "xeng_error_unref": (None, (HANDLE,)),
    "xeng_error_code": (c_int32, (HANDLE,)),
    "xeng_error_message": (c_char_p, (HANDLE,)),
    "xeng_error_code_name": (c_char_p, (c_int32,)),
    "xeng_error_rule": (c_int32, (HANDLE,)),
    "xeng_error_limit": (c_int64, (HANDLE,)),
    "xeng_error_value": (c_char_p, (HANDLE,)),
    "xeng_error_http_status": (c_int32, (HANDLE,)),
    "xeng_error_server_message_count": (c_size_t, (HANDLE,)),
    "xeng_error_server_message": (c_char_p, (HANDLE, c_size_t)),
    "xeng_error_id_count": (c_size_t, (HANDLE,)),
    "xeng_error_id_at": (c_uint64, (HANDLE, c_size_t)),
    "xeng_error_retry_at": (c_int64, (HANDLE,)),
    "xeng_error_attempts": (c_uint32, (HANDLE,)),
    # metric.h, post.h
    "xeng_endpoint_by_name": (c_int32, (c_char_p,)),
    "xeng_metric_by_name": (c_int32, (c_char_p,)),
    "xeng_dimension_name": (c_char_p, (c_int32,)),
    "xeng_post_id_parse": (c_int32, (c_char_p, OUT_U64, OUT_HANDLE)),
    "xeng_post_created_ms": (c_int64, (c_uint64,)),
    "xeng_post_first_id_at": (c_uint64, (c_int64,)),
    # credentials.h
    "xeng_credentials_new_user": (c_int32, (c_char_p, c_char_p, c_char_p, c_char_p, OUT_HANDLE, OUT_HANDLE)),
    "xeng_credentials_new_app": (c_int32, (c_char_p, c_char_p, OUT_HANDLE, OUT_HANDLE)),
    "xeng_credentials_new_bearer": (c_int32, (c_char_p, OUT_HANDLE, OUT_HANDLE)),
    "xeng_credentials_from_env": (c_int32, (OUT_HANDLE, OUT_HANDLE)),
    "xeng_credentials_from_file": (c_int32, (c_char_p, OUT_HANDLE, OUT_HANDLE)),
    "xeng_credentials_save": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_credentials_unref": (None, (HANDLE,)),
    "xeng_credentials_kind": (c_int32, (HANDLE,)),
    "xeng_credentials_user_id": (c_uint64, (HANDLE,)),
    # options.h
    "xeng_options_new": (c_int32, (OUT_HANDLE, OUT_HANDLE)),
    "xeng_options_unref": (None, (HANDLE,)),
    "xeng_options_from_env": (c_int32, (HANDLE, OUT_HANDLE)),
    "xeng_options_set_base_url": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_options_set_auth_url": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_options_set_ca_file": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_options_set_fallback_ca_file": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_options_set_proxy": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_options_set_user_agent": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_options_set_deadline_ms": (None, (HANDLE, c_uint32)),
    "xeng_options_set_connect_timeout_ms": (None, (HANDLE, c_uint32)),
    "xeng_options_set_stall_timeout_ms": (None, (HANDLE, c_uint32)),
    "xeng_options_set_max_attempts": (None, (HANDLE, c_uint32)),
    "xeng_options_set_rate_limit": (None, (HANDLE, c_uint32)),
    "xeng_options_set_max_concurrency": (None, (HANDLE, c_uint32)),
    "xeng_options_set_max_response_bytes": (None, (HANDLE, c_size_t)),
    "xeng_options_set_http_version": (c_int32, (HANDLE, c_int32, OUT_HANDLE)),
    "xeng_options_set_compress_requests": (None, (HANDLE, c_int32)),
    "xeng_options_set_log": (None, (HANDLE, c_int32, LOG_FN, c_void_p)),
    "xeng_options_set_ledger": (None, (HANDLE, HANDLE)),
    # request.h
    "xeng_request_new": (c_int32, (c_int32, HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_request_unref": (None, (HANDLE,)),
    "xeng_request_copy": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_request_set_now": (None, (HANDLE, c_int64)),
    "xeng_request_set_deadline_ms": (None, (HANDLE, c_uint32)),
    "xeng_request_add_ids": (c_int32, (HANDLE, U64S, c_size_t, OUT_HANDLE)),
    "xeng_request_id_count": (c_size_t, (HANDLE,)),
    "xeng_request_id_at": (c_uint64, (HANDLE, c_size_t)),
    "xeng_request_add_metric": (c_int32, (HANDLE, c_int32, OUT_HANDLE)),
    "xeng_request_add_metric_name": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_request_add_all_metrics": (c_int32, (HANDLE, OUT_HANDLE)),
    "xeng_request_add_grouping_text": (c_int32, (HANDLE, c_char_p, c_char_p, OUT_HANDLE)),
    "xeng_request_set_window_text": (c_int32, (HANDLE, c_char_p, c_char_p, OUT_HANDLE)),
    "xeng_request_window": (c_int32, (HANDLE, OUT_I64, OUT_I64)),
    "xeng_request_check": (c_int32, (HANDLE, OUT_HANDLE)),
    "xeng_request_to_json": (c_int32, (HANDLE, OUT_TEXT, OUT_HANDLE)),
    "xeng_request_warnings": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_warnings_unref": (None, (HANDLE,)),
    "xeng_warnings_count": (c_size_t, (HANDLE,)),
    "xeng_warnings_code": (c_int32, (HANDLE, c_size_t)),
    "xeng_warnings_message": (c_char_p, (HANDLE, c_size_t)),
    "xeng_warnings_id_count": (c_size_t, (HANDLE, c_size_t)),
    "xeng_warnings_id_at": (c_uint64, (HANDLE, c_size_t, c_size_t)),
    # client.h
    "xeng_client_new": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_client_unref": (None, (HANDLE,)),
    "xeng_client_submit": (c_int32, (HANDLE, HANDLE, HANDLE, OUT_U64, OUT_HANDLE)),
    "xeng_client_fd": (c_int32, (HANDLE,)),
    "xeng_client_dispatch": (c_int32, (HANDLE, c_int32, OUT_HANDLE)),
    "xeng_client_next_completion": (c_int32, (HANDLE, OUT_U64, OUT_HANDLE, OUT_HANDLE)),
    "xeng_client_cancel": (None, (HANDLE, c_uint64)),
    "xeng_client_cancel_all": (None, (HANDLE,)),
    # result.h
    "xeng_result_from_json": (c_int32, (c_char_p, c_size_t, OUT_HANDLE, OUT_HANDLE)),
    "xeng_result_ref": (HANDLE, (HANDLE,)),
    "xeng_result_unref": (None, (HANDLE,)),
    "xeng_result_grouping_count": (c_size_t, (HANDLE,)),
    "xeng_result_grouping_name": (c_char_p, (HANDLE, c_size_t)),
    "xeng_result_root": (c_uint64, (HANDLE, c_size_t)),
    "xeng_result_depth": (c_size_t, (HANDLE, c_size_t)),
    "xeng_result_dimension": (c_int32, (HANDLE, c_size_t, c_size_t)),
    "xeng_result_leaf_count": (c_size_t, (HANDLE, c_size_t)),
    "xeng_result_child_count": (c_size_t, (HANDLE, c_uint64)),
    "xeng_result_child_at": (c_uint64, (HANDLE, c_uint64, c_size_t)),
    "xeng_result_child": (c_uint64, (HANDLE, c_uint64, c_char_p)),
    "xeng_result_child_by_id": (c_uint64, (HANDLE, c_uint64, c_uint64)),
    "xeng_result_child_by_metric": (c_uint64, (HANDLE, c_uint64, c_int32)),
    "xeng_result_child_by_day": (c_uint64, (HANDLE, c_uint64, c_int32)),
    "xeng_result_child_by_hour": (c_uint64, (HANDLE, c_uint64, c_int32)),
    "xeng_result_key": (c_char_p, (HANDLE, c_uint64)),
    "xeng_result_key_id": (c_uint64, (HANDLE, c_uint64)),
    "xeng_result_key_day": (c_int32, (HANDLE, c_uint64)),
    "xeng_result_key_hour": (c_int32, (HANDLE, c_uint64)),
    "xeng_result_value": (c_int32, (HANDLE, c_uint64, OUT_I64)),
    "xeng_cursor_new": (c_int32, (HANDLE, c_uint64, OUT_HANDLE, OUT_HANDLE)),
    "xeng_cursor_unref": (None, (HANDLE,)),
    "xeng_cursor_next_leaf": (c_uint64, (HANDLE,)),
    "xeng_cursor_node": (c_uint64, (HANDLE, c_size_t)),
    "xeng_result_window": (c_int32, (HANDLE, OUT_I64, OUT_I64)),
    "xeng_result_id_count": (c_size_t, (HANDLE,)),
    "xeng_result_id_at": (c_uint64, (HANDLE, c_size_t)),
    "xeng_result_id_state": (c_int32, (HANDLE, c_uint64)),
    "xeng_result_id_unsupported": (c_uint32, (HANDLE, c_uint64)),
    "xeng_result_message_count": (c_size_t, (HANDLE,)),
    "xeng_result_message": (c_char_p, (HANDLE, c_size_t)),
    "xeng_result_extra_count": (c_size_t, (HANDLE,)),
    "xeng_result_extra_name": (c_char_p, (HANDLE, c_size_t)),
    "xeng_result_extra_json": (c_char_p, (HANDLE, c_size_t)),
    "xeng_result_attempts": (c_uint32, (HANDLE,)),
    "xeng_result_to_json": (c_int32, (HANDLE, OUT_TEXT, OUT_HANDLE)),
    "xeng_result_merge": (c_int32, (HANDLES, c_size_t, OUT_HANDLE, OUT_HANDLE)),
    "xeng_result_post_value": (c_int32, (HANDLE, c_uint64, c_int32, OUT_I64)),
    "xeng_result_engagement_rate": (c_int32, (HANDLE, c_uint64, OUT_DOUBLE)),
    "xeng_result_total": (c_int32, (HANDLE, c_int32, OUT_I64)),
    "xeng_result_total_rate": (c_int32, (HANDLE, OUT_DOUBLE)),
    # job.h
    "xeng_job_new": (c_int32, (HANDLE, HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_job_unref": (None, (HANDLE,)),
    "xeng_job_set_window_text": (c_int32, (HANDLE, c_char_p, c_char_p, OUT_HANDLE)),
    "xeng_job_add_credentials": (c_int32, (HANDLE, HANDLE, OUT_U32, OUT_HANDLE)),
    "xeng_job_add_ids_from": (c_int32, (HANDLE, c_uint32, IDS_FN, c_void_p, OUT_HANDLE)),
    "xeng_job_add_ids_file": (c_int32, (HANDLE, c_uint32, c_char_p, c_int32, c_char_p, OUT_HANDLE)),
    "xeng_job_set_share": (c_int32, (HANDLE, c_uint32, c_uint32, OUT_HANDLE)),
    "xeng_job_set_ordered": (None, (HANDLE, c_int32)),
    "xeng_job_set_leave_out_old": (None, (HANDLE, c_int32)),
    "xeng_job_set_patience_ms": (None, (HANDLE, c_uint32)),
    "xeng_job_set_temporary_folder": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_job_set_journal": (c_int32, (HANDLE, c_char_p, OUT_HANDLE)),
    "xeng_job_set_journal_fn": (None, (HANDLE, JOURNAL_FN, c_void_p)),
    "xeng_job_replay": (c_int32, (HANDLE, c_char_p, c_size_t, OUT_HANDLE)),
    "xeng_job_begin": (c_int32, (HANDLE, OUT_HANDLE)),
    "xeng_job_plan": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_job_next": (c_int32, (HANDLE, c_int32, OUT_HANDLE, OUT_HANDLE)),
    "xeng_job_ack": (c_int32, (HANDLE, HANDLE, c_uint64, OUT_HANDLE)),
    "xeng_job_mark": (c_uint64, (HANDLE,)),
    "xeng_job_collect": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_job_sums": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_job_stop": (None, (HANDLE,)),
    "xeng_job_cancel": (None, (HANDLE,)),
    "xeng_job_state": (c_int32, (HANDLE,)),
    "xeng_job_figure": (c_uint64, (HANDLE, c_int32)),
    "xeng_job_state_count": (c_uint64, (HANDLE, c_int32)),
    "xeng_job_waiting": (c_int32, (HANDLE, OUT_I64)),
    "xeng_job_id_at": (c_int32, (HANDLE, c_uint64, OUT_U64, OUT_U32, OUT_I32, OUT_I32, OUT_HANDLE)),
    "xeng_job_reason": (c_char_p, (HANDLE, c_uint32, c_int32)),
    "xeng_job_account_error": (HANDLE, (HANDLE, c_uint32)),
    "xeng_job_journal_note": (c_char_p, (HANDLE,)),
    "xeng_plan_unref": (None, (HANDLE,)),
    "xeng_plan_ids_given": (c_uint64, (HANDLE,)),
    "xeng_plan_ids": (c_uint64, (HANDLE,)),
    "xeng_plan_pieces": (c_uint64, (HANDLE,)),
    "xeng_plan_pieces_done": (c_uint64, (HANDLE,)),
    "xeng_plan_requests": (c_uint64, (HANDLE,)),
    "xeng_plan_requests_left": (c_uint64, (HANDLE,)),
    "xeng_plan_windows": (c_size_t, (HANDLE,)),
    "xeng_plan_window_at": (c_int32, (HANDLE, c_size_t, OUT_I64, OUT_I64)),
    "xeng_plan_seconds": (c_uint64, (HANDLE, c_uint32)),
    "xeng_piece_unref": (None, (HANDLE,)),
    "xeng_piece_number": (c_uint64, (HANDLE,)),
    "xeng_piece_account": (c_uint32, (HANDLE,)),
    "xeng_piece_is_finished": (c_int32, (HANDLE,)),
    "xeng_piece_result": (HANDLE, (HANDLE,)),
    "xeng_piece_id_count": (c_size_t, (HANDLE,)),
    "xeng_piece_id_at": (c_uint64, (HANDLE, c_size_t)),
    "xeng_piece_id_state": (c_int32, (HANDLE, c_size_t)),
    "xeng_piece_id_unsupported": (c_uint32, (HANDLE, c_size_t)),
    "xeng_piece_id_reason": (c_int32, (HANDLE, c_size_t)),
    "xeng_piece_id_reason_text": (c_char_p, (HANDLE, c_size_t)),
    # top.h, ledger.h
    "xeng_top_new": (c_int32, (c_int32, c_size_t, OUT_HANDLE, OUT_HANDLE)),
    "xeng_top_unref": (None, (HANDLE,)),
    "xeng_top_add": (c_int32, (HANDLE, HANDLE, OUT_HANDLE)),
    "xeng_top_count": (c_size_t, (HANDLE,)),
    "xeng_top_id_at": (c_uint64, (HANDLE, c_size_t)),
    "xeng_top_value_at": (c_int64, (HANDLE, c_size_t)),
    "xeng_top_rate_at": (c_double, (HANDLE, c_size_t)),
    "xeng_ledger_open": (c_int32, (c_char_p, c_int32, OUT_HANDLE, OUT_HANDLE)),
    "xeng_ledger_unref": (None, (HANDLE,)),
    "xeng_ledger_set_limit": (None, (HANDLE, c_uint64, c_int32)),
    "xeng_ledger_count": (c_int32, (HANDLE, HANDLE, OUT_HANDLE)),
    "xeng_ledger_users": (c_int32, (HANDLE, c_int64, OUT_U64, OUT_HANDLE)),
    # table.h
    "xeng_table_new": (c_int32, (HANDLE, c_size_t, c_int32, OUT_HANDLE, OUT_HANDLE)),
    "xeng_table_of_piece": (c_int32, (HANDLE, c_size_t, c_int32, OUT_HANDLE, OUT_HANDLE)),
    "xeng_table_of_ids": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_table_of_piece_ids": (c_int32, (HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_table_unref": (None, (HANDLE,)),
    "xeng_table_row_count": (c_size_t, (HANDLE,)),
    "xeng_table_column_count": (c_size_t, (HANDLE,)),
    "xeng_table_column_name": (c_char_p, (HANDLE, c_size_t)),
    "xeng_table_column_type": (c_int32, (HANDLE, c_size_t)),
    "xeng_table_column_metric": (c_int32, (HANDLE, c_size_t)),
    "xeng_table_column_data": (c_void_p, (HANDLE, c_size_t)),
    "xeng_table_column_validity": (U8S, (HANDLE, c_size_t)),
    "xeng_table_column_null_count": (c_size_t, (HANDLE, c_size_t)),
    "xeng_table_word_count": (c_size_t, (HANDLE, c_size_t)),
    "xeng_table_word": (c_char_p, (HANDLE, c_size_t, c_size_t)),
    "xeng_table_ids": (I64S, (HANDLE,)),
    "xeng_table_metrics": (I32S, (HANDLE,)),
    "xeng_table_times": (I64S, (HANDLE,)),
    "xeng_table_values": (I64S, (HANDLE,)),
    # arrow.h
    "xeng_table_to_arrow": (c_int32, (HANDLE, SCHEMA, ARRAY, OUT_HANDLE)),
    "xeng_table_to_arrow_stream": (c_int32, (HANDLE, STREAM, OUT_HANDLE)),
    "xeng_job_to_arrow_stream": (c_int32, (HANDLE, c_size_t, c_int32, STREAM, OUT_HANDLE)),
    # writer.h
    "xeng_writer_new": (c_int32, (HANDLE, c_int32, c_int32, c_uint32, OUT_HANDLE, OUT_HANDLE)),
    "xeng_writer_new_for_result": (c_int32, (HANDLE, c_int32, c_int32, c_uint32, OUT_HANDLE, OUT_HANDLE)),
    "xeng_writer_unref": (None, (HANDLE,)),
    "xeng_writer_add_result": (c_int32, (HANDLE, HANDLE, OUT_HANDLE)),
    "xeng_writer_add_piece": (c_int32, (HANDLE, HANDLE, OUT_HANDLE)),
    "xeng_writer_flush": (c_int32, (HANDLE, OUT_HANDLE)),
    "xeng_writer_finish": (c_int32, (HANDLE, OUT_HANDLE)),
    "xeng_writer_next": (c_int32, (HANDLE, OUT_HANDLE, OUT_SIZE, OUT_HANDLE)),
    # series.h
    "xeng_series_new": (c_int32, (c_int32, c_int32, c_int32, OUT_HANDLE, OUT_HANDLE)),
    "xeng_series_unref": (None, (HANDLE,)),
    "xeng_series_add": (c_int32, (HANDLE, HANDLE, c_uint64, OUT_HANDLE)),
    "xeng_series_count": (c_size_t, (HANDLE,)),
    "xeng_series_times": (I64S, (HANDLE,)),
    "xeng_series_values": (I64S, (HANDLE,)),
    "xeng_series_state_at": (c_int32, (HANDLE, c_size_t)),
    "xeng_series_covered_s": (c_uint32, (HANDLE, c_size_t)),
    "xeng_series_total": (c_int64, (HANDLE,)),
    # comparison.h
    "xeng_comparison_new": (c_int32, (HANDLE, HANDLE, OUT_HANDLE, OUT_HANDLE)),
    "xeng_comparison_unref": (None, (HANDLE,)),
    "xeng_comparison_metric_count": (c_size_t, (HANDLE,)),
    "xeng_comparison_metric_at": (c_int32, (HANDLE, c_size_t)),
    "xeng_comparison_id_count": (c_size_t, (HANDLE,)),
    "xeng_comparison_id_at": (c_uint64, (HANDLE, c_size_t)),
    "xeng_comparison_before": (c_int32, (HANDLE, c_uint64, c_int32, OUT_I64)),
    "xeng_comparison_after": (c_int32, (HANDLE, c_uint64, c_int32, OUT_I64)),
    "xeng_comparison_change": (c_int32, (HANDLE, c_uint64, c_int32, OUT_DOUBLE)),
    "xeng_comparison_compared": (c_size_t, (HANDLE, c_int32)),
}
