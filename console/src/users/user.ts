export interface Account {
  id: string;
  username: string;
  role: string;
  first_name: string;
  last_name: string;
  email: string;
  is_active: boolean;
  created_at: string;
}
