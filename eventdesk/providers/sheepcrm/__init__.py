"""sheepCRM: events ("bookings"), attendees, attendance, orders, tickets and contacts."""
