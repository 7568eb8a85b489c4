"""An interior point that uses the shape of a plan: activities that meet in few linking rows."""
