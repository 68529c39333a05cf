// A response's trees: nodes, their keys, their children, their counts.
use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;

use xengage_sys as sys;

use crate::response::Response;
use crate::text::{from_c, to_c};
use crate::words::{Dimension, Metric};

/// What a node has to say of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A leaf with its count. It can be negative: the server corrects time series so.
    Delivered(i64),
    /// A leaf for which the server has no count: not zero, unknown.
    NotDelivered,
    /// No leaf.
    NoLeaf,
}

impl Value {
    pub(crate) fn from_raw(state: i32, value: i64) -> Self {
        match state {
            sys::XENG_VALUE_DELIVERED => Self::Delivered(value),
            sys::XENG_VALUE_NOT_DELIVERED => Self::NotDelivered,
            _ => Self::NoLeaf,
        }
    }

    /// The count, if there is one.
    pub fn count(self) -> Option<i64> {
        match self {
            Self::Delivered(count) => Some(count),
            _ => None,
        }
    }
}

/// A node of a response's tree; it borrows the response.
///
/// ```compile_fail,E0597
/// let node = {
///     let response = xengage::Response::from_json(b"{}").unwrap();
///     response.tree("posts").unwrap()
/// };
/// println!("{}", node.key()); // its response is gone
/// ```
#[derive(Clone, Copy)]
pub struct Node<'a> {
    response: &'a Response,
    number: sys::xeng_node,
}

/// What a child can be found by: its key as text, a Post id, a metric.
pub trait Key: sealed::Sealed {
    #[doc(hidden)]
    fn find(&self, parent: Node<'_>) -> sys::xeng_node;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for &str {}
    impl Sealed for u64 {}
    impl Sealed for super::Metric {}
}

impl Key for &str {
    fn find(&self, parent: Node<'_>) -> sys::xeng_node {
        to_c(self).map_or(sys::XENG_NODE_NONE, |key| {
            // SAFETY: alive, and a text that ends in NUL.
            unsafe { sys::xeng_result_child(parent.response.get(), parent.number, key.as_ptr()) }
        })
    }
}

impl Key for u64 {
    fn find(&self, parent: Node<'_>) -> sys::xeng_node {
        // SAFETY: alive.
        unsafe { sys::xeng_result_child_by_id(parent.response.get(), parent.number, *self) }
    }
}

impl Key for Metric {
    fn find(&self, parent: Node<'_>) -> sys::xeng_node {
        let (response, number) = (parent.response.get(), parent.number);
        // SAFETY: alive.
        unsafe { sys::xeng_result_child_by_metric(response, number, self.raw()) }
    }
}

impl<'a> Node<'a> {
    pub(crate) fn new(response: &'a Response, number: sys::xeng_node) -> Option<Self> {
        Some(Self { response, number }).filter(|node| node.number != sys::XENG_NODE_NONE)
    }

    fn other(self, number: sys::xeng_node) -> Option<Self> {
        Self::new(self.response, number)
    }

    /// Its key as the server wrote it; empty for a root.
    pub fn key(self) -> &'a str {
        // SAFETY: alive; the text lives as long as the response. So below.
        unsafe { from_c(sys::xeng_result_key(self.response.get(), self.number)) }
            .unwrap_or_default()
    }

    /// Its key as a Post id.
    pub fn id(self) -> Option<u64> {
        let id = unsafe { sys::xeng_result_key_id(self.response.get(), self.number) };
        Some(id).filter(|id| *id != 0)
    }

    /// Its key as a metric.
    pub fn metric(self) -> Option<Metric> {
        let response = self.response.get();
        Metric::from_raw(unsafe { sys::xeng_result_key_metric(response, self.number) })
    }

    /// Its key as a day: days since 1970-01-01, UTC.
    pub fn day(self) -> Option<i32> {
        let day = unsafe { sys::xeng_result_key_day(self.response.get(), self.number) };
        Some(day).filter(|day| *day != sys::XENG_DAY_NONE)
    }

    /// Its key as an hour of the day, 0 to 23, UTC.
    pub fn hour(self) -> Option<u8> {
        let hour = unsafe { sys::xeng_result_key_hour(self.response.get(), self.number) };
        u8::try_from(hour).ok()
    }

    /// What its key is; none for a root, and for keys that this version doesn't know.
    pub fn dimension(self) -> Option<Dimension> {
        let response = self.response.get();
        Dimension::from_raw(unsafe { sys::xeng_result_node_dimension(response, self.number) })
    }

    /// The level that it is on: 0 for a root.
    pub fn level(self) -> usize {
        unsafe { sys::xeng_result_node_level(self.response.get(), self.number) }
    }

    /// The node above; none for a root.
    pub fn parent(self) -> Option<Self> {
        self.other(unsafe { sys::xeng_result_parent(self.response.get(), self.number) })
    }

    /// How many children it has.
    pub fn len(self) -> usize {
        unsafe { sys::xeng_result_child_count(self.response.get(), self.number) }
    }

    /// Whether it has no children.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// A child by its key: `"1541815603606036480"`, `1541815603606036480u64`, `Metric::Favorites`.
    pub fn get(self, key: impl Key) -> Option<Self> {
        self.other(key.find(self))
    }

    /// A child by its day: days since 1970-01-01, UTC.
    pub fn get_day(self, day: i32) -> Option<Self> {
        let response = self.response.get();
        self.other(unsafe { sys::xeng_result_child_by_day(response, self.number, day) })
    }

    /// A child by its hour of the day.
    pub fn get_hour(self, hour: u8) -> Option<Self> {
        let response = self.response.get();
        self.other(unsafe { sys::xeng_result_child_by_hour(response, self.number, hour.into()) })
    }

    /// Its children, in the order in which the server sent them.
    pub fn children(self) -> Children<'a> {
        Children {
            parent: self,
            places: 0..self.len(),
        }
    }

    /// All leaves below it, in order; each leads up again by [`parent`](Node::parent).
    pub fn leaves(self) -> Leaves<'a> {
        Leaves {
            path: vec![self.children()],
        }
    }

    /// What it has to say of a count.
    pub fn value(self) -> Value {
        let mut count = 0;
        // SAFETY: alive, and a place for the count.
        let state = unsafe { sys::xeng_result_value(self.response.get(), self.number, &mut count) };
        Value::from_raw(state, count)
    }

    /// Its count, if it is a leaf and was delivered.
    pub fn count(self) -> Option<i64> {
        self.value().count()
    }
}

impl<'a> IntoIterator for Node<'a> {
    type Item = Node<'a>;
    type IntoIter = Children<'a>;

    fn into_iter(self) -> Children<'a> {
        self.children()
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = out.debug_struct("Node");
        shown.field("key", &self.key());
        match self.value() {
            Value::NoLeaf => shown.field("children", &self.len()),
            value => shown.field("value", &value),
        };
        shown.finish()
    }
}

/// The children of a node.
#[derive(Debug, Clone)]
pub struct Children<'a> {
    parent: Node<'a>,
    places: Range<usize>,
}

impl<'a> Children<'a> {
    fn at(&self, place: usize) -> Option<Node<'a>> {
        let Node { response, number } = self.parent;
        // SAFETY: alive.
        self.parent
            .other(unsafe { sys::xeng_result_child_at(response.get(), number, place) })
    }
}

impl<'a> Iterator for Children<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        self.places.next().and_then(|place| self.at(place))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.places.size_hint()
    }
}

impl DoubleEndedIterator for Children<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.places.next_back().and_then(|place| self.at(place))
    }
}

impl ExactSizeIterator for Children<'_> {}
impl FusedIterator for Children<'_> {}

/// The leaves below a node. As deep as the tree: five levels at most.
#[derive(Debug, Clone)]
pub struct Leaves<'a> {
    path: Vec<Children<'a>>,
}

impl<'a> Iterator for Leaves<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        loop {
            let level = self.path.last_mut()?;
            match level.next() {
                None => {
                    self.path.pop();
                }
                Some(node) if node.value() == Value::NoLeaf => self.path.push(node.children()),
                Some(leaf) => return Some(leaf),
            }
        }
    }
}

impl FusedIterator for Leaves<'_> {}
