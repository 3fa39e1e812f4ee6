/**
 * A web application with connectors inside: orders that are posted to it go to a Danube topic and are answered when
 * Danube has them, and a sink of the same application reads them back. Runtime and application share Vert.x, meters and
 * router.
 */
@NullMarked
package com.danubemessaging.connect.examples.embeddedapp;

import org.jspecify.annotations.NullMarked;
