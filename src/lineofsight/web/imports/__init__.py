"""From a document to an adopted plan: the draft, its corrections, and adoption."""
