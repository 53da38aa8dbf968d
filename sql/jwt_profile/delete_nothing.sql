-- Nothing to delete: used where an existing profile ends the block before.
null;
