-- The day on which money came in that staff booked by hand.
ALTER TABLE payments ADD COLUMN received_on DATE
