"""Reading lists that people upload: XLSX and CSV, hostile ones included."""
