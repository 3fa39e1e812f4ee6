/**
 * What an operator may ask of a broker on its admin port, as far as connectors need it: how a subscription treats
 * records that nobody acknowledges, how far it is behind, and which topics there are.
 *
 * <p>The admin port is another port than the one of producers and consumers (Danube protocol: 50051 by default) and
 * asks for other permissions. Everything here is an extra: a client works without it, and nothing is repeated by
 * itself.
 */
@NullMarked
package com.danubemessaging.vertx.client.admin;

import org.jspecify.annotations.NullMarked;
