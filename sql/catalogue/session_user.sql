-- The user that the session belongs to, as the dictionary writes it.
select user from dual
