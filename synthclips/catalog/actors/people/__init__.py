"""What people are made of: skeleton, head, hands, clothes, their colours and folds."""
