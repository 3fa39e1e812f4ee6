/**
 * Proofs of identity: what the client trusts, what it shows, and how both stay current.
 *
 * <p>Everything here may change while connections are open: files are replaced, tokens expire. The rule is the same for
 * all of it. The first value must be good, or nothing is connected. After that the newest good value is used by
 * whatever begins next (a connection takes the certificates, a call takes the token), and a bad one is reported once
 * and not used. Files are read on worker threads; all state is confined to the client's context.
 */
@NullMarked
package com.danubemessaging.vertx.client.internal.security;

import org.jspecify.annotations.NullMarked;
