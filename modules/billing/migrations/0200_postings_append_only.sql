-- Money that moved has moved.
APPEND ONLY postings
