// Counts as columns: slices that belong to the table.
use std::fmt;
use std::slice;

use xengage_sys as sys;

use crate::handle::Owned;
use crate::text::{from_c, to_c};
use crate::words::Metric;

/// The counts of a grouping, or what became of ids, as columns. Nothing is copied on the way out.
///
/// ```
/// use xengage::{Data, Form};
///
/// let json = br#"{"posts": {"850006245121695744": {"favorites": "7", "replies": "1"}}}"#;
/// let table = xengage::Response::from_json(json)?.table("posts", Form::Long)?;
/// let column = table.column("value").expect("long form has it");
/// assert_eq!(column.data(), Data::Int64(&[7, 1]));
/// # Ok::<(), xengage::Error>(())
/// ```
#[derive(Clone)]
pub struct Table {
    raw: Owned<sys::xeng_table>,
}

// SAFETY: "A table is immutable; every function here is thread-safe" (table.h).
unsafe impl Send for Table {}
// SAFETY: as above.
unsafe impl Sync for Table {}

impl Table {
    pub(crate) fn own(raw: Owned<sys::xeng_table>) -> Self {
        Self { raw }
    }

    fn get(&self) -> *const sys::xeng_table {
        self.raw.get()
    }

    /// How many rows it has: the length of every column.
    pub fn rows(&self) -> usize {
        // SAFETY: alive; so below.
        unsafe { sys::xeng_table_row_count(self.get()) }
    }

    /// Its columns, in order.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = Column<'_>> + '_ {
        let count = unsafe { sys::xeng_table_column_count(self.get()) };
        (0..count).map(move |place| Column { table: self, place })
    }

    /// The column of a name.
    pub fn column(&self, name: &str) -> Option<Column<'_>> {
        let name = to_c(name).ok()?;
        let place = unsafe { sys::xeng_table_column_by_name(self.get(), name.as_ptr()) };
        Some(Column { table: self, place }).filter(|column| column.place != usize::MAX)
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Table")
            .field(
                "columns",
                &self.columns().map(Column::name).collect::<Vec<_>>(),
            )
            .field("rows", &self.rows())
            .finish()
    }
}

/// What a column is made of. Where nothing was delivered there is 0: see [`Column::is_valid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Data<'a> {
    /// Post ids, counts.
    Int64(&'a [i64]),
    /// Hours of the day.
    Int8(&'a [i8]),
    /// Days since 1970-01-01, UTC.
    Day(&'a [i32]),
    /// Unix seconds, UTC.
    Time(&'a [i64]),
    /// Places in the column's list of words.
    Word(&'a [i32]),
    /// A type that this version of the crate doesn't know.
    Unknown,
}

/// A column of a table; it borrows the table.
#[derive(Clone, Copy)]
pub struct Column<'a> {
    table: &'a Table,
    place: usize,
}

impl<'a> Column<'a> {
    /// Its name, such as `tweet_id`, `value`, or in wide form `impressions`.
    pub fn name(self) -> &'a str {
        // SAFETY: alive; the text lives as long as the table. So below.
        unsafe { from_c(sys::xeng_table_column_name(self.table.get(), self.place)) }
            .unwrap_or_default()
    }

    /// Which metric it has the counts of, in wide form.
    pub fn metric(self) -> Option<Metric> {
        let table = self.table.get();
        Metric::from_raw(unsafe { sys::xeng_table_column_metric(table, self.place) })
    }

    /// Its elements.
    pub fn data(self) -> Data<'a> {
        // SAFETY: the type is the one that the library tells for it.
        unsafe {
            match sys::xeng_table_column_type(self.table.get(), self.place) {
                sys::XENG_COLUMN_INT64 => Data::Int64(self.elements()),
                sys::XENG_COLUMN_INT8 => Data::Int8(self.elements()),
                sys::XENG_COLUMN_DAY => Data::Day(self.elements()),
                sys::XENG_COLUMN_TIME => Data::Time(self.elements()),
                sys::XENG_COLUMN_WORD => Data::Word(self.elements()),
                _ => Data::Unknown,
            }
        }
    }

    /// # Safety
    /// The column is made of `T`.
    unsafe fn elements<T>(self) -> &'a [T] {
        let data = unsafe { sys::xeng_table_column_data(self.table.get(), self.place) };
        if data.is_null() {
            return &[];
        }
        // SAFETY: as many elements as there are rows, aligned, alive as long as the table.
        unsafe { slice::from_raw_parts(data.cast(), self.table.rows()) }
    }

    /// Which rows have a value: bit `i % 8`, from the least on, of byte `i / 8`; none if all have.
    pub fn validity(self) -> Option<&'a [u8]> {
        let bits = unsafe { sys::xeng_table_column_validity(self.table.get(), self.place) };
        if bits.is_null() {
            return None;
        }
        // SAFETY: as many bits as there are rows, alive as long as the table.
        Some(unsafe { slice::from_raw_parts(bits, (self.table.rows() + 7) / 8) })
    }

    /// Whether a row has a value.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn is_valid(self, row: usize) -> bool {
        assert!(
            row < self.table.rows(),
            "row {row} of {}",
            self.table.rows()
        );
        self.validity()
            .map_or(true, |bits| bits[row / 8] >> (row % 8) & 1 == 1)
    }

    /// How many rows have no value.
    pub fn null_count(self) -> usize {
        unsafe { sys::xeng_table_column_null_count(self.table.get(), self.place) }
    }

    /// The words that a column of [`Data::Word`] is made of.
    pub fn words(self) -> impl ExactSizeIterator<Item = &'a str> {
        let count = unsafe { sys::xeng_table_word_count(self.table.get(), self.place) };
        (0..count).map(move |place| self.word(place).unwrap_or_default())
    }

    /// One of the words, by its place.
    pub fn word(self, place: usize) -> Option<&'a str> {
        unsafe { from_c(sys::xeng_table_word(self.table.get(), self.place, place)) }
    }
}

impl fmt::Debug for Column<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Column")
            .field("name", &self.name())
            .field("data", &self.data())
            .finish()
    }
}
