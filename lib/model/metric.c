/* The words of the API as numbers: the public face of the table. */
#include <string.h>

#include <xengage/metric.h>

#include "model/table.h"

const char *xeng_endpoint_name(int32_t endpoint)
{
    const xeng__endpoint *row = xeng__endpoint_find(endpoint);
    return row == NULL ? NULL : row->name;
}

int32_t xeng_endpoint_by_name(const char *name)
{
    return name == NULL ? 0 : xeng__endpoint_by_bytes(name, strlen(name));
}

size_t xeng_endpoint_max_ids(int32_t endpoint)
{
    const xeng__endpoint *row = xeng__endpoint_find(endpoint);
    return row == NULL ? 0 : row->max_ids;
}

size_t xeng_metric_count(void)
{
    return XENG__METRIC_COUNT;
}

int32_t xeng_metric_at(size_t index)
{
    const xeng__metric *row = xeng__metric_row(index);
    return row == NULL ? 0 : row->metric;
}

const char *xeng_metric_name(int32_t metric)
{
    const xeng__metric *row = xeng__metric_find(metric);
    return row == NULL ? NULL : row->name;
}

int32_t xeng_metric_by_name(const char *name)
{
    return name == NULL ? 0 : xeng__metric_by_bytes(name, strlen(name));
}

int32_t xeng_metric_on_endpoint(int32_t metric, int32_t endpoint)
{
    const xeng__metric *row = xeng__metric_find(metric);
    return row != NULL && xeng__on_endpoint(row->endpoints, endpoint);
}

int32_t xeng_metric_needs_user_context(int32_t metric, int32_t endpoint)
{
    const xeng__metric *row = xeng__metric_find(metric);
    const xeng__endpoint *place = xeng__endpoint_find(endpoint);
    if (row == NULL || place == NULL || !xeng__on_endpoint(row->endpoints, endpoint)) {
        return 0;
    }
    return !(row->is_public && place->without_user);
}

const char *xeng_dimension_name(int32_t dimension)
{
    const xeng__dimension *row = xeng__dimension_find(dimension);
    return row == NULL ? NULL : row->name;
}

int32_t xeng_dimension_by_name(const char *name)
{
    return name == NULL ? XENG_DIMENSION_OTHER : xeng__dimension_by_bytes(name, strlen(name));
}

int32_t xeng_dimension_on_endpoint(int32_t dimension, int32_t endpoint)
{
    const xeng__dimension *row = xeng__dimension_find(dimension);
    return row != NULL && xeng__on_endpoint(row->endpoints, endpoint);
}
