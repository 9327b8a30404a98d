-- What an issued document says stays.
APPEND ONLY parties
