oauth.delete_jwt_profile();
