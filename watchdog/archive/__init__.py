"""Mail out of files: single mails, folders, Maildirs, mbox files of any size."""
