"""Real-time notifications for Django: declare → record → relay → fan out → push → show."""
