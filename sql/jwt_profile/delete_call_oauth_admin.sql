-- Where ORDS_SECURITY_ADMIN is missing or has no DELETE_JWT_PROFILE; its parameter's name has no source.
oauth_admin.delete_jwt_profile(:schema);
