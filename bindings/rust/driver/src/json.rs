// JSON as far as a driver needs it, so that the binding's tests need no crate: a value, its reader
// and its writer. Numbers are whole.
use std::fmt::{self, Write};

#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(i64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }

    pub fn object<const N: usize>(members: [(&str, Json); N]) -> Self {
        Self::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// A member of an object; null where there is none.
    pub fn get(&self, name: &str) -> &Self {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(known, _)| known == name)
                .map_or(&Self::Null, |(_, value)| value),
            _ => &Self::Null,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn items(&self) -> &[Json] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub fn members(&self) -> &[(String, Json)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(value) => write!(out, "{value}"),
            Self::Number(value) => write!(out, "{value}"),
            Self::Text(text) => write_text(out, text),
            Self::List(items) => {
                write_all(out, ['[', ']'], items, |out, item| write!(out, "{item}"))
            }
            Self::Object(members) => write_all(out, ['{', '}'], members, |out, (name, value)| {
                write_text(out, name)?;
                write!(out, ":{value}")
            }),
        }
    }
}

fn write_all<'a, 'b, T>(
    out: &mut fmt::Formatter<'a>,
    [open, close]: [char; 2],
    items: &'b [T],
    write: impl Fn(&mut fmt::Formatter<'a>, &'b T) -> fmt::Result,
) -> fmt::Result {
    out.write_char(open)?;
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.write_char(',')?;
        }
        write(out, item)?;
    }
    out.write_char(close)
}

fn write_text(out: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for one in text.chars() {
        match one {
            '"' | '\\' => write!(out, "\\{one}")?,
            control if (control as u32) < 0x20 => write!(out, "\\u{:04x}", control as u32)?,
            other => out.write_char(other)?,
        }
    }
    out.write_char('"')
}

/// Reads a whole text; an error is where it went wrong.
pub fn read(text: &str) -> Result<Json, String> {
    let mut reader = Reader { text, place: 0 };
    let value = reader.value()?;
    reader.skip_blanks();
    if reader.place < text.len() {
        return Err(reader.trouble("something follows"));
    }
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    place: usize,
}

impl Reader<'_> {
    fn trouble(&self, what: &str) -> String {
        format!("{what} at byte {}", self.place)
    }

    fn rest(&self) -> &str {
        &self.text[self.place..]
    }

    fn skip_blanks(&mut self) {
        self.place = self.text.len() - self.rest().trim_start().len();
    }

    fn next(&mut self) -> Result<char, String> {
        let one = self
            .rest()
            .chars()
            .next()
            .ok_or_else(|| self.trouble("the end"))?;
        self.place += one.len_utf8();
        Ok(one)
    }

    /// Whether a text comes next, which is passed over then.
    fn passes(&mut self, text: &str) -> bool {
        self.skip_blanks();
        let there = self.rest().starts_with(text);
        self.place += if there { text.len() } else { 0 };
        there
    }

    fn value(&mut self) -> Result<Json, String> {
        for (word, value) in [
            ("null", Json::Null),
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
        ] {
            if self.passes(word) {
                return Ok(value);
            }
        }
        if self.passes("\"") {
            return self.text_value().map(Json::Text);
        }
        if self.passes("[") {
            return self.all("]", Self::value).map(Json::List);
        }
        if self.passes("{") {
            return self.all("}", Self::member).map(Json::Object);
        }
        self.number()
    }

    fn number(&mut self) -> Result<Json, String> {
        let end = self
            .rest()
            .find(|one: char| one != '-' && !one.is_ascii_digit());
        let digits = &self.rest()[..end.unwrap_or(self.rest().len())];
        let number = digits.parse().map_err(|_| self.trouble("no value"))?;
        self.place += digits.len();
        Ok(Json::Number(number))
    }

    fn all<T>(
        &mut self,
        end: &str,
        one: impl Fn(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let mut all = Vec::new();
        while !self.passes(end) {
            if !all.is_empty() && !self.passes(",") {
                return Err(self.trouble("no comma"));
            }
            all.push(one(self)?);
        }
        Ok(all)
    }

    fn member(&mut self) -> Result<(String, Json), String> {
        if !self.passes("\"") {
            return Err(self.trouble("no name"));
        }
        let name = self.text_value()?;
        if !self.passes(":") {
            return Err(self.trouble("no colon"));
        }
        Ok((name, self.value()?))
    }

    /// The rest of a text whose first quote is behind.
    fn text_value(&mut self) -> Result<String, String> {
        let mut text = String::new();
        loop {
            match self.next()? {
                '"' => return Ok(text),
                '\\' => text.push(self.escaped()?),
                one => text.push(one),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, String> {
        Ok(match self.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unit(),
            other => other,
        })
    }

    /// A character by its number; what is beyond 16 bits takes two.
    fn unit(&mut self) -> Result<char, String> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&first) || !self.rest().starts_with("\\u") {
            return char::from_u32(first).ok_or_else(|| self.trouble("half a character"));
        }
        self.place += 2;
        let second = self.hexadecimal()?;
        let number = 0x10000 + ((first - 0xd800) << 10) + second.wrapping_sub(0xdc00);
        char::from_u32(number).ok_or_else(|| self.trouble("half a character"))
    }

    fn hexadecimal(&mut self) -> Result<u32, String> {
        let digits = self
            .rest()
            .get(..4)
            .ok_or_else(|| self.trouble("the end"))?;
        let number = u32::from_str_radix(digits, 16).map_err(|_| self.trouble("no number"))?;
        self.place += 4;
        Ok(number)
    }
}

#[cfg(test)]
mod tests {
    use super::{read, Json};

    #[test]
    fn what_was_written_is_read_back() {
        let text = r#"{"a":[1,-2,null,true,false],"b":"\"\\é😀","c":{},"d":[]}"#;
        assert_eq!(read(text).unwrap().to_string(), text);
        assert_eq!(
            read(r#" "\n\u00e9\ud83d\ude00" "#).unwrap(),
            Json::text("\né😀")
        );
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in ["", "[1 2]", "{\"a\"}", "[1]x", "\"", "\"\\ud83d\"", "[1"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
