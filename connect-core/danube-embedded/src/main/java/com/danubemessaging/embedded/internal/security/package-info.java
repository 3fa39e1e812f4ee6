/**
 * Who may speak to the embedded broker: tokens that say who calls, and certificates under which the port is served.
 *
 * <p>A Danube broker takes JSON web tokens signed with HS256 and one shared secret (Danube protocol: TLS and
 * authentication). Such a token is two pieces of JSON and a keyed hash, which the JDK has; a library would bring its
 * own idea of which claims make a token valid, and a broker for tests has to agree with the real one on exactly that.
 */
@NullMarked
package com.danubemessaging.embedded.internal.security;

import org.jspecify.annotations.NullMarked;
