/**
 * Certificates for tests, made when they are needed: no key lies in a repository, nothing expires over night, and the
 * wrong ones (expired, for another host, of another authority) are as easy to have as the right ones.
 */
@NullMarked
package com.danubemessaging.connect.testkit.security;

import org.jspecify.annotations.NullMarked;
