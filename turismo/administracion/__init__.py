"""The operator's admin site: Django's own, with the platform's name and live toasts."""
