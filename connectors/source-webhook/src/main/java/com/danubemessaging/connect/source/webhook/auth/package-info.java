/**
 * Who may send: a key, a signature or a token. Secrets and keys are read once, at the start; a missing one is a
 * sentence there and not an error at the first request.
 */
@NullMarked
package com.danubemessaging.connect.source.webhook.auth;

import org.jspecify.annotations.NullMarked;
