import { describeLifecycle } from './providers/lifecycle';

describeLifecycle('auth0');
