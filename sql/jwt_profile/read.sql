-- All columns, found by name: the name of the role claim's column has no source.
select * from user_ords_jwt_profile
