"""What was judged of merchants that share a story, kept with all that it rests on beside mails.

It is what a report says of them, without the mails: a million of those are not read again for that.
Nothing is concluded here that `judging` does not conclude, and whoever throws an answer away has it
judged anew.
"""
