"""Pure formulas of supply-use and input-output accounts.

Key: U use (product, activity), V supply (product, activity), g gross output (activity),
q product supply (product), B = U / g, C = V / g, D = V' / q, A = B D, L = (I - A)^-1.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.linalg import eigs

DENSE_SIZE = 600  # assumption: up to here all eigenvalues are found within a second


def gross_output(supply: pd.DataFrame, weights: pd.Series[float] | None = None) -> pd.Series[float]:
    """Gross output of each activity.

    g[a] = sum_i w[i] V[i, a]

    Parameters
    ----------
    supply : (product, activity) [product unit / yr]
    weights : (product) [activity unit / product unit]; 1 if not given, which needs the products of
        one activity to be measured in one unit

    Returns
    -------
    Series (activity) [activity unit / yr]
    """
    if weights is None:
        return supply.sum(axis=0)
    return supply.mul(weights, axis=0).sum(axis=0)


def input_coefficients(use: pd.DataFrame, output: pd.Series[float]) -> pd.DataFrame:
    """Products used up by one unit of an activity.

    B[i, a] = U[i, a] / g[a], 0 where g[a] = 0

    Parameters
    ----------
    use : (product, activity) [product unit / yr]; labour or value added work as well
    output : (activity) [activity unit / yr]

    Returns
    -------
    DataFrame (product, activity) [product unit / activity unit]

    Source: Miller and Blair 2009, ch. 5
    """
    return _per_column(use, output)


def output_coefficients(supply: pd.DataFrame, output: pd.Series[float]) -> pd.DataFrame:
    """Products made by one unit of an activity.

    C[i, a] = V[i, a] / g[a], 0 where g[a] = 0

    Parameters
    ----------
    supply : (product, activity) [product unit / yr]
    output : (activity) [activity unit / yr]

    Returns
    -------
    DataFrame (product, activity) [product unit / activity unit]

    Source: Miller and Blair 2009, ch. 5
    """
    return _per_column(supply, output)


def market_shares(supply: pd.DataFrame) -> pd.DataFrame:
    """Share of each activity in the domestic supply of a product.

    D[a, i] = V[i, a] / q[i], 0 where q[i] = 0

    Parameters
    ----------
    supply : (product, activity) [product unit / yr]

    Returns
    -------
    DataFrame (activity, product) [1], columns sum to 1, or 0 for a product not made at home

    Source: Miller and Blair 2009, ch. 5
    """
    return _per_column(supply.T, supply.sum(axis=1))


def product_coefficients(
    use: pd.DataFrame, supply: pd.DataFrame, weights: pd.Series[float] | None = None
) -> pd.DataFrame:
    """Products used up per unit of product, each activity making all its products alike.

    A[i, k] = sum_a B[i, a] w[k] D[a, k]   (industry-technology assumption)

    For one product per activity this is U[i, k] / q[k].

    Parameters
    ----------
    use, supply : (product, activity) [product unit / yr]
    weights : (product) [activity unit / product unit], 1 if not given

    Returns
    -------
    DataFrame (product, product) [unit / unit]

    Source: United Nations 2018, Handbook on Supply and Use Tables, ch. 12, model B
    """
    coefficients = input_coefficients(use, gross_output(supply, weights))
    shares = market_shares(supply)
    if weights is not None:
        shares = shares.mul(weights, axis=1)
    return _product(coefficients, shares)


def total_requirements(coefficients: pd.DataFrame) -> pd.DataFrame:
    """Products that must be made for one unit of final use, direct and indirect.

    L = (I - A)^-1

    Parameters
    ----------
    coefficients : (product, product) [unit / unit]

    Returns
    -------
    DataFrame (product, product) [unit / unit]

    Raises
    ------
    ValueError
        if the spectral radius is not below 1: such a technology uses up more than it makes

    Source: Leontief 1936
    """
    radius = spectral_radius(coefficients)
    if not radius < 1:
        raise ValueError(f"the spectral radius of the coefficients is {radius:.6g}, not below 1")
    matrix = np.eye(len(coefficients)) - coefficients.to_numpy()
    inverse = np.linalg.inv(matrix)
    return pd.DataFrame(inverse, index=coefficients.columns, columns=coefficients.index)


def embodied_hours(
    labour: pd.DataFrame,
    supply: pd.DataFrame,
    requirements: pd.DataFrame,
    weights: pd.Series[float] | None = None,
) -> pd.DataFrame:
    """Hours of work in one unit of each product, direct and indirect.

    lambda = (H / g) D L

    Requirements of total use count imported inputs as if made at home; a product that is not made
    at home at all carries only 0 direct hours.

    Parameters
    ----------
    labour : (labour_type, activity) [h / yr]
    supply : (product, activity) [product unit / yr]
    requirements : (product, product) [unit / unit], of `total_requirements`
    weights : (product) [activity unit / product unit], 1 if not given

    Returns
    -------
    DataFrame (labour_type, product) [h / product unit], non-negative

    Source: Leontief 1951; Pasinetti 1973 (vertical integration)
    """
    per_unit = input_coefficients(labour, gross_output(supply, weights))
    shares = market_shares(supply)
    if weights is not None:
        shares = shares.mul(weights, axis=1)
    return _product(_product(per_unit, shares), requirements)


def domestic_shares(
    use: pd.DataFrame, final_use: pd.DataFrame, imports: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share of each use that is met from home.

    s = 1 - imports / use, and 1 where nothing is used; imports known only in total fall on all
    uses but exports and negative entries alike.

    Parameters
    ----------
    use : (product, activity) [product unit / yr]
    final_use : (product, category) [product unit / yr], without exports if imports are a total
    imports : (product, user) [product unit / yr]; the one column ``total``, or every user

    Returns
    -------
    shares of use (product, activity) and of final use (product, category) [1]
    """
    if list(imports.columns) == ["total"]:
        met = use.clip(lower=0).sum(axis=1) + final_use.clip(lower=0).sum(axis=1)
        share = 1 - _divide(imports["total"].to_numpy(), met.to_numpy())
        column = share[:, np.newaxis]
        return _like(use, np.tile(column, use.shape[1])), _like(
            final_use, np.tile(column, final_use.shape[1])
        )
    parts = [
        _like(part, 1 - _divide(imports[part.columns].to_numpy(), part.to_numpy()))
        for part in (use, final_use)
    ]
    return parts[0], parts[1]


def domestic_use(use: pd.DataFrame, final_use: pd.DataFrame, imports: pd.DataFrame) -> pd.DataFrame:
    """Products made at home and used up by activities.

    U_d = U s, with s of `domestic_shares`

    Parameters
    ----------
    use, final_use, imports : as for `domestic_shares`

    Returns
    -------
    DataFrame (product, activity) [product unit / yr]
    """
    return use * domestic_shares(use, final_use, imports)[0]


def import_content(
    imported_coefficients: pd.DataFrame, domestic_requirements: pd.DataFrame
) -> pd.DataFrame:
    """Imported products in one unit of each domestic product, direct and indirect.

    M = A_m L_d

    Parameters
    ----------
    imported_coefficients : (product, product) [unit / unit], imported inputs per unit of product
    domestic_requirements : (product, product) [unit / unit], of domestic inputs

    Returns
    -------
    DataFrame (imported product, product) [unit / unit]

    Source: Hummels, Ishii and Yi 2001 (vertical specialisation)
    """
    return _product(imported_coefficients, domestic_requirements)


def domestic_multipliers(
    domestic_requirements: pd.DataFrame, weights: pd.Series[float] | None = None
) -> pd.Series[float]:
    """Output of all domestic products for one unit of final use of each.

    m[k] = sum_i w[i] L_d[i, k] / w[k]

    Parameters
    ----------
    domestic_requirements : (product, product) [unit / unit]
    weights : (product) [money / product unit], 1 if not given, which needs one unit throughout

    Returns
    -------
    Series (product) [unit / unit]

    Source: Miller and Blair 2009, ch. 6
    """
    if weights is None:
        return domestic_requirements.sum(axis=0)
    return domestic_requirements.mul(weights, axis=0).sum(axis=0) / weights


def spectral_radius(coefficients: pd.DataFrame) -> float:
    """Largest modulus of the eigenvalues of a square matrix.

    rho(A) = max |eigenvalue|; below 1 exactly if (I - A)^-1 exists and is non-negative, A >= 0

    Parameters
    ----------
    coefficients : (n, n) [unit / unit]

    Returns
    -------
    float

    Source: Hawkins and Simon 1949
    """
    matrix = coefficients.to_numpy()
    if len(matrix) <= DENSE_SIZE:
        return float(np.abs(np.linalg.eigvals(matrix)).max(initial=0.0))
    start = np.ones(len(matrix))  # fixed, so that the same table always gives the same figure
    values = eigs(csr_array(matrix), k=1, which="LM", v0=start, return_eigenvectors=False)
    return float(np.abs(values[0]))


def _per_column(table: pd.DataFrame, divisor: pd.Series[float]) -> pd.DataFrame:
    values = table.to_numpy()
    per_column = np.asarray(divisor.loc[table.columns], dtype=np.float64)
    divisors = np.broadcast_to(per_column, values.shape)
    return _like(table, _divide(values, divisors))


def _divide(
    numerator: NDArray[np.float64],
    denominator: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Quotients, 0 where the denominator is 0: nothing made needs nothing."""
    quotients = np.zeros(numerator.shape)
    np.divide(numerator, denominator, out=quotients, where=denominator != 0)
    return quotients


def _like(table: pd.DataFrame, values: NDArray[np.float64]) -> pd.DataFrame:
    return pd.DataFrame(values, index=table.index, columns=table.columns)


def _product(left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Matrix product by label."""
    values = left.to_numpy() @ right.loc[left.columns].to_numpy()
    return pd.DataFrame(values, index=left.index, columns=right.columns)
