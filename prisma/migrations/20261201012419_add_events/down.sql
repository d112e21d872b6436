-- Reverses 20261201012419_add_events. Made and tested by "tessera migrate down"; run by "tessera migrate rollback".
-- Edit it as you like: an edited file is tested like a derived one, and not overwritten.
-- derived from migration.sql cdd5959f0488611eca3b0c35e89f83147cb45cd3f5fdf29c867da8324b2aa1c1, text d84a81b7a0844dcb1bf6ebbe3ebb6779f3934a5c19265f026716a224d5d26224

-- Drop constraint
ALTER TABLE public.event_deliveries DROP CONSTRAINT "event_deliveries_messageId_fkey";

-- Drop constraint
ALTER TABLE public.event_deliveries DROP CONSTRAINT "event_deliveries_subscriberName_fkey";

-- Drop table
DROP TABLE public.event_deliveries;

-- Drop table
DROP TABLE public.event_messages;

-- Drop table
DROP TABLE public.event_sequencer;

-- Drop table
DROP TABLE public.event_subscribers;

-- Drop enum
DROP TYPE public.event_delivery_state;
