import type { KeyObject } from 'node:crypto';
import type { StateFolder } from '../state/folder';
import { createOperator, keyIdOf, type Operator } from './operator';

/** A user of the tenancy who signs requests with an API key. */
export interface SigningUser {
  /** OCID. */
  readonly id: string;
  readonly name: string;
  readonly publicKey: KeyObject;
  /** Has the role Identity Domain Administrator in every domain; without it domains may be read, not written. */
  readonly isDomainAdministrator: boolean;
  /** What the policies of the tenancy let the user do in the control plane; domains ask for the role above instead. */
  readonly tenancyRight: 'read' | 'manage';
}

/** Whose request signatures count. */
export interface Signers {
  /** By `<tenancy>/<user>/<fingerprint>`. */
  find(keyId: string): SigningUser | undefined;
}

/** What a tool needs to sign requests as a user. */
export interface SigningLogin {
  readonly userId: string;
  readonly fingerprint: string;
  readonly privateKeyPath: string;
}

/** The operator, and once it is asked for, somebody who may read everything and write nothing. */
export class TenancySigners implements Signers {
  private readonly users = new Map<string, SigningUser>();
  private making: Promise<SigningLogin> | undefined;

  constructor(
    private readonly operator: Operator,
    private readonly folder: StateFolder,
  ) {
    this.add(operator, 'operator', { isDomainAdministrator: true, tenancyRight: 'manage' });
  }

  find(keyId: string): SigningUser | undefined {
    return this.users.get(keyId);
  }

  /** A user without the role and without the right to manage; one for each run of the sandbox. */
  reader(): Promise<SigningLogin> {
    return (this.making ??= this.makeReader());
  }

  private async makeReader(): Promise<SigningLogin> {
    const { tenancyId } = this.operator;
    const reader: Operator = { ...(await createOperator()), tenancyId };
    this.folder.write(this.folder.readerKey, reader.privateKeyPem);
    this.add(reader, 'reader', { isDomainAdministrator: false, tenancyRight: 'read' });
    const { userId, fingerprint } = reader;
    return { userId, fingerprint, privateKeyPath: this.folder.readerKey };
  }

  private add(
    user: Operator,
    name: string,
    rights: Pick<SigningUser, 'isDomainAdministrator' | 'tenancyRight'>,
  ): void {
    const { userId: id, publicKey } = user;
    this.users.set(keyIdOf(user), { id, name, publicKey, ...rights });
  }
}
