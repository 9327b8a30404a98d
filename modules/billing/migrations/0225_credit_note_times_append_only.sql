-- As with the credit notes.
APPEND ONLY credit_note_times
