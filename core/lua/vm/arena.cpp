#include "core/lua/vm/arena.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

namespace hostler::lua {

Arena::~Arena() {
  while (large_ != nullptr) giveLarge(large_ + 1);
}

void* Arena::allocate(void* self, void* block, std::size_t oldSize, std::size_t newSize) noexcept {
  auto& arena = *static_cast<Arena*>(self);
  if (block == nullptr) oldSize = 0;  // Lua then passes the kind of object
  if (newSize == 0) {
    if (block != nullptr) arena.give(block, oldSize);
    arena.used_ -= oldSize;
    return nullptr;
  }
  if (newSize > oldSize && !arena.fits(oldSize, newSize)) return nullptr;

  const bool sameBlock = block != nullptr && oldSize <= kLargestSmall && newSize <= kLargestSmall &&
                         (oldSize + kGrain - 1) / kGrain == (newSize + kGrain - 1) / kGrain;
  void* result = sameBlock ? block : arena.take(newSize);
  if (result == nullptr) {
    if (newSize <= oldSize)
      return block;  // Lua relies on it that a shrinking block is never refused
    arena.watcher_.onRefusal();
    return nullptr;
  }
  if (block != nullptr && !sameBlock) {
    std::memcpy(result, block, std::min(oldSize, newSize));
    arena.give(block, oldSize);
  }
  arena.used_ += newSize - oldSize;
  arena.peak_ = std::max(arena.peak_, arena.used_);
  return result;
}

bool Arena::fits(std::size_t oldSize, std::size_t newSize) noexcept {
  if (newSize > limit_ || used_ - oldSize + newSize > limit_) {
    watcher_.onRefusal();
    return false;
  }
  volume_ += newSize;
  if (volume_ >= kWatchedVolume) {
    volume_ = 0;
    watcher_.onVolume();
  }
  return true;
}

void* Arena::take(std::size_t size) noexcept {
  if (size > kLargestSmall) return takeLarge(size);
  const auto grains = (size + kGrain - 1) / kGrain;
  if (auto* head = free_[grains]; head != nullptr) {
    free_[grains] = head->next;
    return head;
  }
  const auto bytes = grains * kGrain;
  if (static_cast<std::size_t>(end_ - cursor_) < bytes) {
    // A script that frees one size to fill another could otherwise hold a multiple of its limit.
    if (held_ > limit_ + limit_ / 2) return nullptr;
    auto* chunk = static_cast<std::byte*>(takeLarge(kChunk));
    if (chunk == nullptr) return nullptr;
    cursor_ = chunk;
    end_ = chunk + kChunk;
  }
  return std::exchange(cursor_, cursor_ + bytes);
}

void Arena::give(void* block, std::size_t size) noexcept {
  if (size > kLargestSmall) {
    giveLarge(block);
    held_ -= size;
    return;
  }
  const auto grains = (size + kGrain - 1) / kGrain;
  free_[grains] = std::construct_at(static_cast<Free*>(block), free_[grains]);
}

void* Arena::takeLarge(std::size_t size) noexcept {
  void* memory = std::malloc(sizeof(Large) + size);
  if (memory == nullptr) return nullptr;
  auto* large = std::construct_at(static_cast<Large*>(memory), nullptr, large_);
  if (large_ != nullptr) large_->previous = large;
  large_ = large;
  held_ += size;
  return large + 1;
}

void Arena::giveLarge(void* block) noexcept {
  auto* large = static_cast<Large*>(block) - 1;
  (large->previous != nullptr ? large->previous->next : large_) = large->next;
  if (large->next != nullptr) large->next->previous = large->previous;
  std::free(large);
}

}  // namespace hostler::lua
