"""Reads reports: a file, a folder or a stream comes in, `kg.model.Document` values go out.

Text is given back exactly as it stands in the source: nothing stripped, normalised or joined, so that offsets hold
against the file itself. What is odd about a source but can be read is recorded in `Document.problems`; what cannot be
read is a `kg.errors.InputError`. Page furniture, date lines and language belong to `kg.extract`, not here.
"""

from __future__ import annotations

from kg.read.sources import SUFFIXES, Page, Report, count, documents, reports

__all__ = ["SUFFIXES", "Page", "Report", "count", "documents", "reports"]
