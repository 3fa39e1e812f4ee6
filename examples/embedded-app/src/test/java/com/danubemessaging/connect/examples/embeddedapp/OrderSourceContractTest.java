package com.danubemessaging.connect.examples.embeddedapp;

import com.danubemessaging.connect.api.ConnectorProvider;
import com.danubemessaging.connect.testkit.SourceCapability;
import com.danubemessaging.connect.testkit.SourceContract;
import com.danubemessaging.connect.testkit.SourceOrigin;
import java.util.Set;

class OrderSourceContractTest extends SourceContract {

    private final Customers customers = new Customers();

    @Override
    protected ConnectorProvider provider() {
        return new InApp("order-source", customers::newDoor);
    }

    @Override
    protected SourceOrigin newOrigin() {
        return customers;
    }

    /** An order that was taken is the customer's no more. */
    @Override
    protected Set<SourceCapability> capabilities() {
        return Set.of(SourceCapability.ANSWERS_EMISSIONS);
    }

    @Override
    protected boolean isListed() {
        return false;
    }
}
