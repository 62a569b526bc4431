"""The parts of the rehearsal ear's generator; ../generate.py holds their order."""
