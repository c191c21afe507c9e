"""How an event is presented: fact, allegation, plan, denial."""
