APPEND ONLY credit_notes
