"""Article → Claim.

A gate picks the sentences worth parsing; the parser reads them; frames, roles, harm, dates,
attribution and factuality turn each into claims. Nothing is dropped here: a sentence that makes no
claim is simply not coded.
"""
