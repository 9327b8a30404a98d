APPEND ONLY receipts
