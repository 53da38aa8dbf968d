ords_security.delete_jwt_profile();
