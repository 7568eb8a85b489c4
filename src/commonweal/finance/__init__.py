"""Where money goes round: ledgers of payments, consolidated revenue, loops, valuations."""
