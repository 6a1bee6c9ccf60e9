"""The competences that a module can serve: RESCUE standards of the ERNST network (cost-rescue.eu)."""

COMPETENCES = [
    ("COM01", "COM01 Effective communication"),
    ("COM02", "COM02 Active and empathetic listening"),
    ("COM03", "COM03 Cultural sensitivity"),
    ("COM04", "COM04 Group support facilitation"),
    ("COM05", "COM05 Psychological first aid"),
    ("COM06", "COM06 Psychological assessment and triage"),
    ("COM07", "COM07 The second-victim phenomenon"),
    ("COM08", "COM08 Workplace knowledge"),
    ("COM09", "COM09 Referral and resource activation"),
    ("COM10", "COM10 Stress and trauma management"),
    ("COM11", "COM11 Problem solving"),
    ("COM12", "COM12 Role-specific knowledge"),
    ("COM13", "COM13 Confidentiality protocols"),
    ("COM14", "COM14 Legal support"),
]
