select null owner, name
  from user_ords_clients
