/* Tables as Arrow data. The public functions are in <xengage/arrow.h>. */
#ifndef XENG__RESULT_ARROW_H
#define XENG__RESULT_ARROW_H

#include <stdbool.h>

#include <xengage/arrow.h>

#include "result/table.h"

/* Exports the types of a table's columns, or the table itself, which is held until it is released.
 * Neither depends on what is in the rows. False if memory runs out; then nothing is to be released.
 */
bool xeng__arrow_schema(const xeng_table *table, struct ArrowSchema *schema);
bool xeng__arrow_array(xeng_table *table, struct ArrowArray *array);

#endif
