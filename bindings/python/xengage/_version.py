"""The version of this package, which is that of the library that it is made for."""

VERSION = "0.1.0"
