"""Bytes to values and back: content files, exports, calendars."""
