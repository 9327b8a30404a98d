APPEND ONLY usage_reports
