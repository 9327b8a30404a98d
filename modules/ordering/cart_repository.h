#pragma once

#include "modules/ordering/cart.h"

namespace hostler::cart_repository {

std::optional<Cart> findByAccount(db::Reader& reader, Id<Tenant> tenant, Id<Account> account);
std::optional<Cart> findByToken(db::Reader& reader, Id<Tenant> tenant,
                                const std::string& tokenHash);
/// Locks the cart until the transaction ends, and reads it anew.
std::optional<Cart> lock(db::Transaction& tx, Id<Cart> id);

void insert(db::Transaction& tx, const Cart& cart, const std::optional<std::string>& tokenHash,
            Instant now);
void insertItem(db::Transaction& tx, Id<Cart> cart, const CartItem& item, Instant now);
bool updateItem(db::Transaction& tx, Id<Cart> cart, const CartItem& item);
void insertDomain(db::Transaction& tx, Id<Cart> cart, const DomainWish& wish, Instant now);
/// Years, privacy and auth code.
bool updateDomain(db::Transaction& tx, Id<Cart> cart, const DomainWish& wish);
bool removeItem(db::Transaction& tx, Id<Cart> cart, Id<CartItem> item);
void clear(db::Transaction& tx, Id<Cart> cart);
/// Currency, coupon and shown total.
void save(db::Transaction& tx, const Cart& cart, Instant now);
/// Gives a browser's cart to an account.
void claim(db::Transaction& tx, Id<Cart> cart, Id<Account> account, Instant now);
/// Moves the items of one cart to another and removes the first.
void merge(db::Transaction& tx, Id<Cart> from, Id<Cart> to);

}  // namespace hostler::cart_repository
