select name from user_ords_roles where name = :name
