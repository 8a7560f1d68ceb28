"""What tells a fake from an honest bill. `parsers.trust` is the door.

Who sent it: `authentication`, `reserved`, `hosts`, `stages`, `banks`.
In whose name it speaks: `brands`, `called`, `naming`, `bearing`, `posing`, `lookalikes`, `whose`.
What it never says, and what others put into it: `hushed`, `planted`, `armed`.
What it is after: `wanting`, `demands`, `calls`, `refused`, `answering`, `ways`, `lures`, `hints`,
`desks`, `handed`.
Services' own mail: `stages`, `borrowed`, `disguise`, `others`.
What speaks for it: `introduced`, `greetings`, `whom`, `dwellings`, `pressed`, `let_be`.
All signs together: `impostors` (what gives it away), `weighed`, `unasked`.
"""
